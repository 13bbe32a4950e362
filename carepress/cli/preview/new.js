// Begins a page, and opens it in the editor.
const [what, title, told] = ["what", "title", "told"].map(id => document.getElementById(id))

document.querySelector("form").addEventListener("submit", async event => {
  event.preventDefault()
  const headers = { "Content-Type": "application/json", "X-Carepress-Token": document.querySelector("meta[name=token]").content }
  const body = JSON.stringify({ what: what.value, title: title.value })
  const answer = await fetch("/_carepress/edit/new", { method: "POST", headers, body }).catch(() => undefined)
  const said = await answer?.json().catch(() => undefined)
  if (answer?.ok) location = `/_carepress/edit?${new URLSearchParams({ file: said.file })}`
  else told.textContent = said ? `${said.error}: ${said.hint}` : "The preview doesn’t answer: start python3 build.py serve again."
})
title.focus()
