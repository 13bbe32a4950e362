// The editor in the preview. The text in CodeMirror is the whole file and the only truth: the form shows what stands at its
// top, and what is changed there is put into the text by the preview, which knows YAML.
import * as cm from "./codemirror.js"
import { Form } from "./form.js"
import { completions } from "./words.js"

const meta = name => document.querySelector(`meta[name=${name}]`).content
const at = id => document.getElementById(id)
const [token, file] = [meta("token"), meta("file")]
const [told, notes, state, save] = ["told", "notes", "state", "save"].map(at)
const isPage = file.endsWith(".md")
let [digest, saved, words, builds] = ["", "", {}, -1]

async function ask(what, body, more = {}) {
  const isPicture = body instanceof Blob
  const type = isPicture ? "application/octet-stream" : "application/json"
  const query = new URLSearchParams({ file, ...more })
  const headers = { "Content-Type": type, "X-Carepress-Token": token }
  const answer = await fetch(`/_carepress/edit/${what}?${query}`, { method: "POST", headers, body: isPicture ? body : JSON.stringify(body) })
    .catch(() => {
      throw { error: "The preview doesn’t answer.", hint: "Your text is still here: start python3 build.py serve again, open this page in another tab, and copy it there." }
    })
  const found = await answer.json().catch(() => ({ error: "The preview can’t do that.", hint: "" }))
  if (!answer.ok) throw { status: answer.status, ...found }
  return found
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

// ---- what is said

function tell(failure, ...more) {
  const { error, hint } = failure.error ? failure : { error: String(failure), hint: "" }
  told.replaceChildren(make("p", {}, make("strong", {}, error), hint ? ` – ${hint}` : ""), ...more)
  told.scrollIntoView({ block: "nearest" })
}

function isChanged() {
  return view.state.doc.toString() !== saved
}

function showState(what = isChanged() ? "Not saved yet" : "Saved") {
  state.textContent = what
  save.disabled = !isChanged()
}

// What is only for information comes last, and says so.
function showProblems(found) {
  const doc = view.state.doc, problems = [...found].sort((one, other) => (one.severity === "info") - (other.severity === "info"))
  const marks = problems.map(one => {
    const line = doc.line(Math.min(Math.max(one.line, 1), doc.lines))
    const from = Math.min(line.from + Math.max(one.column - 1, 0), line.to)
    return { from, to: line.to, severity: one.severity, message: `${one.message}. ${one.hint}` }
  })
  view.dispatch(cm.setDiagnostics(view.state, marks))
  notes.replaceChildren(...problems.map((one, number) => {
    const words = make("button", { type: "button", className: one.severity, onclick: () => goTo(marks[number].from) },
      `${one.severity === "info" ? "For information, line" : "Line"} ${one.line}: ${one.message}`, make("small", {}, one.hint))
    return make("li", {}, words)
  }))
}

function goTo(position) {
  view.dispatch({ selection: { anchor: position }, effects: cm.EditorView.scrollIntoView(position, { y: "center" }) })
  view.focus()
}

// ---- the text

const colors = cm.HighlightStyle.define([
  { tag: cm.tags.heading, fontWeight: "700" },
  { tag: cm.tags.strong, fontWeight: "700" },
  { tag: cm.tags.emphasis, fontStyle: "italic" },
  { tag: [cm.tags.link, cm.tags.url, cm.tags.propertyName, cm.tags.definition(cm.tags.propertyName)], color: "var(--deep)" },
  { tag: [cm.tags.comment, cm.tags.meta, cm.tags.processingInstruction], color: "var(--soft)" },
])
const look = cm.EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", minHeight: "22rem" },
  "&.cm-focused": { outline: "3px solid var(--deep)" },
  ".cm-content": { caretColor: "var(--ink)", fontFamily: "ui-monospace, monospace", fontSize: ".95rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--tint)", border: "0", color: "var(--soft)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "Highlight", opacity: ".3" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--deep)", color: "var(--on-deep)" },
})

class Text extends HTMLElement {
  connectedCallback() {
    // In a shadow root CodeMirror has style sheets that the policy allows.
    this.attachShadow({ mode: "open" })
  }
}
customElements.define("carepress-text", Text)

const view = new cm.EditorView({
  root: document.querySelector("carepress-text").shadowRoot,
  parent: document.querySelector("carepress-text").shadowRoot,
  extensions: [
    cm.lineNumbers(), cm.foldGutter(), cm.history(), cm.drawSelection(), cm.bracketMatching(), cm.closeBrackets(),
    cm.codeFolding(), cm.lintGutter(), cm.highlightSelectionMatches(), cm.EditorView.lineWrapping,
    cm.syntaxHighlighting(colors), look,
    isPage ? cm.yamlFrontmatter({ content: cm.markdown() }) : cm.yaml(),
    cm.autocompletion({ override: [context => completions(context, words, file)] }),
    cm.keymap.of([
      ...cm.closeBracketsKeymap, ...cm.markdownKeymap, ...cm.defaultKeymap, ...cm.searchKeymap, ...cm.historyKeymap,
      ...cm.foldKeymap, ...cm.completionKeymap, ...cm.lintKeymap,
    ]),
    cm.EditorView.contentAttributes.of({ "aria-label": "Text", spellcheck: "true", lang: "en" }),
    cm.EditorView.updateListener.of(update => {
      if (update.docChanged) {
        showState()
        if (!update.transactions.some(one => one.isUserEvent("form"))) form.follow()
      }
    }),
    cm.EditorView.domEventHandlers({
      drop: event => takePicture(event, event.dataTransfer),
      paste: event => takePicture(event, event.clipboardData),
    }),
  ],
})

function replace(text, event = "form") {
  // Only what differs, so that the cursor and what can be undone stay.
  const now = view.state.doc.toString()
  let [from, end] = [0, 0]
  while (from < Math.min(now.length, text.length) && now[from] === text[from]) from++
  while (end < Math.min(now.length, text.length) - from && now.at(-1 - end) === text.at(-1 - end)) end++
  view.dispatch({ changes: { from, to: now.length - end, insert: text.slice(from, text.length - end) }, userEvent: event })
}

// ---- the form, pictures

const form = new Form(document.querySelector("#about form"), {
  ask: answers => ask("form", { text: view.state.doc.toString(), answers }),
  text: () => view.state.doc.toString(),
  replace, tell, make,
  goTo: (line, stay) => {
    goTo(view.state.doc.line(Math.min(line, view.state.doc.lines)).from)
    stay?.focus()
  },
})

function takePicture(event, carried) {
  const picture = [...(carried?.files ?? [])].find(one => one.type.startsWith("image/"))
  if (!picture || !isPage) return false
  event.preventDefault()
  addPicture(picture, event.type === "drop" ? view.posAtCoords(event) : null)
  return true
}

async function addPicture(picture, position) {
  const [dialog, alt] = [at("alt"), at("alt-text")]
  alt.value = ""
  dialog.showModal()
  await new Promise(done => dialog.addEventListener("close", done, { once: true }))
  if (dialog.returnValue !== "add") return
  try {
    const { name } = await ask("picture", picture, { name: picture.name })
    const written = `![${alt.value.replace(/[[\]\\]/g, "\\$&")}](${name})`
    const from = position ?? view.state.selection.main.head
    const [before, after] = [view.state.sliceDoc(0, from), view.state.sliceDoc(from)]
    const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n"
    const below = after.startsWith("\n\n") ? "" : after.startsWith("\n") || !after ? "\n" : "\n\n"
    view.dispatch({
      changes: { from, insert: `${above}${written}${below}` },
      selection: { anchor: from + above.length + written.length },
      userEvent: "input",
    })
    view.focus()
  } catch (failure) {
    tell(failure)
  }
}
at("add").onclick = () => at("picture").click()
at("add").parentElement.hidden = !isPage
at("picture").onchange = event => event.target.files[0] && addPicture(event.target.files[0], null)

// ---- saving

async function store(known) {
  await form.queue // what was changed there is on its way into the text
  known ??= digest
  if (!isChanged() && known) return
  const text = view.state.doc.toString()
  showState("Saving…")
  try {
    digest = (await ask("save", { text, digest: known })).digest
    saved = text
    told.replaceChildren()
    showState(isChanged() ? undefined : "Saved. The page follows.")
  } catch (failure) {
    showState()
    if (failure.status === 409) showTheirs(failure)
    else if (failure.status === 410) tell(failure, make("button", { type: "button", onclick: () => store("") }, "Save it again as a new file"))
    else tell(failure)
  }
}

function showTheirs(theirs) {
  const box = make("textarea", { readOnly: true, value: theirs.text })
  box.setAttribute("aria-label", "What is on disk now")
  const load = make("button", { type: "button" }, "Go on with what is on disk; keep mine in the box")
  load.onclick = () => {
    const mine = view.state.doc.toString()
    take(theirs)
    box.value = mine
    box.setAttribute("aria-label", "Your text, to copy from")
    load.remove()
  }
  tell({ error: theirs.error, hint: "nothing was overwritten. Compare, and take over by hand what you need." }, box, load)
}

function take(opened) {
  [saved, digest] = [opened.text, opened.digest]
  replace(opened.text, "take")
  showState()
}

save.onclick = () => store()
addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault()
    store()
  }
})
addEventListener("beforeunload", event => isChanged() && event.preventDefault())

// ---- what the preview says

const frame = document.querySelector("iframe")
let wanted = ""

function show(url) {
  at("back").href = frame.src = wanted = url
}
// What the frame shows may load itself anew just then, and win.
frame.addEventListener("load", () => {
  if (wanted && frame.contentWindow.location.pathname !== wanted) frame.src = wanted
  else wanted = ""
})

async function listen() {
  for (;;) {
    try {
      const news = await ask("news", { builds })
      ;({ builds, words } = news)
      // A new page has its address only when it was built.
      if (at("back").getAttribute("href") !== news.url) show(news.url)
      if (!isChanged() && news.digest && news.digest !== digest) take(await ask("open", {}))
      if (!isChanged()) {
        showProblems(news.problems)
        showState()
      }
    } catch (failure) {
      if (failure.status !== 410) {
        tell(failure)
        return
      }
      builds = failure.builds ?? builds
      tell(failure, make("button", { type: "button", onclick: () => store("") }, "Save it again as a new file"))
    }
  }
}

try {
  const opened = await ask("open", {})
  words = opened.words
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: opened.text } })
  take(opened)
  form.show(opened.fields)
  at("about").open = !isPage || opened.fields.some(one => one.is_required && !one.value)
  const front = isPage && opened.text.match(/^---\n[^]*?\n---(?=\n|$)/)
  if (front) view.dispatch({ effects: cm.foldEffect.of({ from: 3, to: front[0].length }), selection: { anchor: front[0].length } })
  listen()
} catch (failure) {
  showState("Not opened")
  tell(failure)
}
