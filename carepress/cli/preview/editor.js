// The editor in the preview. The text in CodeMirror is the whole file and the only truth: the form shows what stands at its
// top, and what is changed there is put into the text by the preview, which knows YAML.
import { ask as question } from "./ask.js"
import * as cm from "./codemirror.js"
import { Form } from "./form.js"
import { asked, completions } from "./words.js"

const meta = name => document.querySelector(`meta[name=${name}]`).content
const at = id => document.getElementById(id)
const file = meta("file")
const [told, notes, state, save] = ["told", "notes", "state", "save"].map(at)
const isPage = file.endsWith(".md")
let [digest, saved, words, builds, due, problems, wasWrong] = ["", "", {}, -1, 0, [], false]

const ask = (what, body, more) => question(what, body, { file, ...more })

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

// ---- what is said

let passing = "" // what is told until the preview has news of the file again

function tell(failure, ...more) {
  passing = [0, 410].includes(failure.status) ? failure.error : ""
  const { error, hint } = failure.error ? failure : { error: String(failure), hint: "" }
  told.replaceChildren(make("p", {}, make("strong", {}, error), hint ? ` – ${hint}` : ""), ...more)
  told.scrollIntoView({ block: "nearest" })
}

const isTextChanged = () => view.state.doc.toString() !== saved
const isChanged = () => isTextChanged() || form.drafts.size > 0

function standing() {
  if (isTextChanged() || form.drafts.size > form.refused.length) return "Not saved yet"
  if (form.refused.length) return `Saved, but not “${form.refused.map(one => one.label).join("”, “")}”`
  const count = problems.filter(one => one.severity !== "info").length
  wasWrong ||= count > 0
  return count ? `Saved, ${count} problem${count > 1 ? "s" : ""}` : wasWrong ? "Saved. All is mended." : "Saved"
}

function showState(what = standing()) {
  if (state.textContent !== what) state.textContent = what
  save.disabled = !isChanged()
}

const sentence = text => text.charAt(0).toUpperCase() + text.slice(1)

// What is only for information comes last, and says so.
function showProblems(found) {
  const doc = view.state.doc
  problems = [...found].sort((one, other) => (one.severity === "info") - (other.severity === "info"))
  const marks = problems.filter(one => one.file === file).map(one => {
    const line = doc.line(Math.min(Math.max(one.line, 1), doc.lines))
    one.from = Math.min(line.from + Math.max(one.column - 1, 0), line.to)
    return { from: one.from, to: line.to, severity: one.severity, message: `${sentence(one.message)}. ${sentence(one.hint)}` }
  })
  view.dispatch(cm.setDiagnostics(view.state, marks))
  showNotes()
}

// What the form refuses, then what the build has found; what stands in a template can't be mended here.
function showNotes() {
  const note = (severity, words, hint, onclick) => make("li", {},
    make(onclick ? "button" : "p", { type: "button", className: severity, onclick }, words, make("small", {}, sentence(hint))))
  const refused = form.refused.map(one => note("error", `${one.label} can’t be saved as it is`, one.fault, () => form.go(one.name)))
  notes.replaceChildren(...refused, ...problems.map(one => {
    const there = `${one.severity === "info" ? "For information, line" : "Line"} ${one.line}${one.file === file ? "" : ` of ${one.file}`}`
    const open = () => (location = `/_carepress/edit?${new URLSearchParams({ file: one.file, line: one.line })}`)
    const go = one.file === file ? () => goTo(one.from) : one.file.startsWith("content/") && open
    return note(one.severity, `${there}: ${one.message}`, one.hint, go)
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
  ".cm-foldPlaceholder": { backgroundColor: "var(--tint)", border: "1px solid var(--line)", color: "var(--ink)", cursor: "pointer" },
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

// What stands for what is folded away; the front matter is in the form.
function placeholderDOM(view, onclick, from) {
  const words = from ? "…" : "What the form above says, as it stands in the file"
  return make("button", { type: "button", className: "cm-foldPlaceholder", onclick }, words)
}

// No key and no paste takes the lines around the front matter away: what would, changes only the text below. Undoing does what it undoes.
const FRONT = /^---\n[^]*?\n---(?=\n|$)/
const frontOf = doc => (isPage ? doc.toString().match(FRONT)?.[0].length ?? 0 : 0)
const fenced = cm.EditorState.transactionFilter.of(edit => {
  const end = edit.isUserEvent("input") || edit.isUserEvent("delete") ? frontOf(edit.startState.doc) : 0
  const [now, then] = end ? [frontOf(edit.newDoc), edit.changes.mapPos(end, -1)] : [0, 0]
  if (!end || (now && (now === then || !then))) return edit
  const start = Math.min(end + 1, edit.startState.doc.length)
  const [changes, { anchor, head }] = [[], edit.newSelection.main]
  let by = 0
  edit.changes.iterChanges((from, to, _, __, insert) => {
    const isLast = start === end // nothing stands below yet
    by ||= Math.max(0, start - from) + isLast
    changes.push({ from: Math.max(from, start), to: Math.max(to, start), insert: `${isLast ? "\n" : ""}${insert}` })
  })
  return { changes, selection: { anchor: anchor + by, head: head + by }, userEvent: "input", scrollIntoView: true }
})

const extensions = [
  fenced, cm.lineNumbers(), cm.foldGutter(), cm.history(), cm.drawSelection(), cm.bracketMatching(), cm.closeBrackets(),
  cm.codeFolding({ placeholderDOM, preparePlaceholder: (_, { from }) => from }), cm.lintGutter(), cm.highlightSelectionMatches(), cm.EditorView.lineWrapping,
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
    if (update.selectionSet) follow()
  }),
  cm.EditorView.domEventHandlers({
    drop: event => takePicture(event, event.dataTransfer),
    paste: event => takePicture(event, event.clipboardData),
  }),
]
const { shadowRoot } = document.querySelector("carepress-text")
const view = new cm.EditorView({ root: shadowRoot, parent: shadowRoot, extensions })

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
  changed: () => {
    showState()
    showNotes()
  },
  goTo: (line, stay) => {
    goTo(view.state.doc.line(Math.min(line, view.state.doc.lines)).from)
    stay?.focus()
  },
})

function takePicture(event, carried) {
  const files = [...(carried?.files ?? [])].filter(one => !["text/plain", "text/markdown"].includes(one.type))
  // Words from Word and Excel bring a picture of themselves along.
  const isWords = event.type === "paste" && carried?.getData("text/plain") && carried.getData("text/html")
  if (!files.length || isWords) return false
  event.preventDefault()
  addPictures(files, event.type === "drop" ? view.posAtCoords(event) : null)
  return true
}

async function addPictures(files, position) {
  const isUnfit = one => !isPage || !at("picture").accept.split(",").includes(one.type)
  const [unfit, fit] = [files.filter(isUnfit), files.filter(one => !isUnfit(one))]
  for (const one of fit) {
    await addPicture(one, position)
    position = null // the next one stands behind it
  }
  if (!unfit.length) return
  const [name, folder] = [unfit[0].name, file.replace(/[^/]*$/, "")]
  tell({
    error: `“${unfit.map(one => one.name).join("”, “")}” can’t be put in from here.`,
    hint: isPage
      ? `Save a photo as .jpg, .png, .gif or .webp first. Put any other file into ${folder} yourself, and name it in the text: [what it is](${name}), or for a drawing ![what it shows](${name}).`
      : "Pictures go into the text of a page.",
  })
}

async function addPicture(picture, position) {
  if (picture.size > 20 * 2 ** 20) return tell({ error: `“${picture.name}” is too large.`, hint: "Make it smaller than 20 MB, then try again." })
  const [dialog, alt] = [at("alt"), at("alt-text")]
  at("alt-name").textContent = picture.name
  alt.value = ""
  dialog.showModal()
  await new Promise(done => dialog.addEventListener("close", done, { once: true }))
  if (dialog.returnValue !== "add") return
  try {
    const { name } = await ask("picture", picture, { name: picture.name })
    const written = `![${alt.value.replace(/[[\]\\]/g, "\\$&")}](${name})`
    const from = position ?? view.state.selection.main.head
    put(written, written.length, written.length, { from, to: from })
  } catch (failure) {
    tell(failure)
  }
}

// Put a text in place of what is marked, or between empty lines, and mark a part of it.
function put(written, start, end, { from, to } = view.state.selection.main, isAlone = true) {
  const [before, after] = [view.state.sliceDoc(0, from), view.state.sliceDoc(to)]
  const above = !isAlone || !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n"
  const below = !isAlone || after.startsWith("\n\n") ? "" : after.startsWith("\n") || !after ? "\n" : "\n\n"
  const selection = { anchor: from + above.length + end, head: from + above.length + start }
  view.dispatch({ changes: { from, to, insert: `${above}${written}${below}` }, selection, userEvent: "input", scrollIntoView: true })
  view.focus()
}

for (const button of document.querySelectorAll("[data-start]")) {
  button.onclick = () => {
    const [what, { main }] = [button.dataset.start, view.state.selection]
    const marked = view.state.sliceDoc(main.from, main.to)
    if (what === "table") return put("Table: What it shows\n\n| First column | Second column |\n| --- | --- |\n|  |  |", 7, 20, { from: main.to, to: main.to })
    if (what === "link") put(`[${marked}]()`, marked.length + 3, marked.length + 3, main, false)
    else put("{{  }}", 3, 3, { from: main.to, to: main.to }, what === "component")
    Object.assign(asked, { what, at: view.state.selection.main.head - 3 })
    cm.startCompletion(view)
  }
}
at("add").onclick = () => at("picture").click()
at("add").parentElement.hidden = !isPage
at("picture").onchange = async ({ target }) => {
  await addPictures([...target.files], null)
  target.value = "" // the same one can be chosen again
}

// ---- saving

// One save after the other: a second one knows what the first has written.
let storing = Promise.resolve()
const store = known => (storing = storing.then(() => write(known)))

async function write(known) {
  await form.settle() // what was typed there is on its way into the text
  known ??= digest
  if (form.refused.length) form.go(form.refused[0].name)
  if (!isTextChanged() && known) return showState()
  const text = view.state.doc.toString()
  showState("Saving…")
  try {
    ;({ digest, due } = await ask("save", { text, digest: known }))
    saved = text
    passing = ""
    told.replaceChildren()
    if (isPage && pathShown() !== at("back").pathname) show(at("back").getAttribute("href")) // somebody has followed a link there
    showState(isChanged() ? standing() : "Saved. The page follows.")
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

function pathShown() {
  try {
    return frame.contentWindow.location.pathname
  } catch {
    return "" // what a browser says of an address that it doesn't open there
  }
}

function show(url) {
  at("back").href = frame.src = url
  wanted = at("back").pathname // as a browser writes it
}
// What the frame shows may load itself anew just then, and win.
frame.addEventListener("load", () => {
  if (wanted && pathShown() !== wanted) frame.src = wanted
  else wanted = ""
  follow()
})

// The page beside the text shows the passage that is being written.
let late = 0
function follow() {
  clearTimeout(late)
  late = setTimeout(() => frame.contentWindow.carepressShow?.(view.state.doc.lineAt(view.state.selection.main.head).text), 300)
}

async function listen() {
  for (;;) {
    try {
      const news = await ask("news", { builds })
      ;({ builds, words } = news)
      if (passing) told.replaceChildren()
      passing = ""
      // A new page has its address only when it was built.
      if (at("back").getAttribute("href") !== news.url) show(news.url)
      if (!isTextChanged() && news.digest && news.digest !== digest) take(await ask("open", {}))
      // A build that began before the last save says nothing of it.
      if (!isTextChanged() && news.began >= due) {
        showProblems(news.problems)
        showState()
      }
    } catch (failure) {
      const again = make("button", { type: "button", onclick: () => store("") }, "Save it again as a new file")
      if (passing !== failure.error) tell(failure, ...(failure.status === 410 ? [again] : []))
      passing = failure.error
      // A preview that is started again counts anew, and a computer that has slept asks once more.
      builds = failure.builds ?? -1
      if (!failure.builds) due = await new Promise(done => setTimeout(done, 2000, 0))
    }
  }
}

try {
  const opened = await ask("open", {})
  words = opened.words
  view.setState(cm.EditorState.create({ doc: opened.text, extensions })) // whoever undoes comes back to this, and not beyond
  take(opened)
  form.show(opened.fields)
  at("about").open = !isPage || opened.fields.some(one => one.is_required && !one.value)
  const front = frontOf(view.state.doc)
  const line = Number(new URLSearchParams(location.search).get("line"))
  if (front) view.dispatch({ effects: cm.foldEffect.of({ from: 0, to: front }), selection: { anchor: Math.min(front + 1, view.state.doc.length) } })
  if (line) goTo(view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines)).from)
  listen()
} catch (failure) {
  showState("Not opened")
  tell(failure)
}
