// Questions to the preview, each with the token of the editor's page, or that of a preview that was started again.
const tokenOf = page => page.querySelector("meta[name=token]")?.content
let token = tokenOf(document)

export async function ask(what, body, more = {}) {
  const [isPicture, known] = [body instanceof Blob, token]
  const type = isPicture ? "application/octet-stream" : "application/json"
  const headers = { "Content-Type": type, "X-Carepress-Token": token }
  const answer = await fetch(`/_carepress/edit/${what}?${new URLSearchParams(more)}`, { method: "POST", headers, body: isPicture ? body : JSON.stringify(body) })
    .catch(() => {
      throw { status: 0, error: "The preview doesn’t answer.", hint: "What you wrote is still here. If the preview was stopped, start python3 build.py serve again, and then go on here." }
    })
  if (answer.status === 403 && await meet() !== known) return ask(what, body, more)
  const found = await answer.json().catch(() => ({ error: "The preview can’t do that.", hint: "" }))
  if (!answer.ok) throw { status: answer.status, ...found }
  return found
}

async function meet() {
  const page = await fetch("/_carepress/new").then(answer => answer.text()).catch(() => "")
  return (token = tokenOf(new DOMParser().parseFromString(page, "text/html")) ?? token)
}
