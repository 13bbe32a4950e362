// What can be completed: merge fields and components behind {{, pages behind ](, and words of the glossary.

import { startCompletion } from "./codemirror.js"

function way(from, to) {
  // The path from one file's folder to another file.
  const [start, end] = [from.split("/").slice(0, -1), to.split("/")]
  while (start.length && start[0] === end[0]) {
    start.shift()
    end.shift()
  }
  return [...start.map(() => ".."), ...end].join("/")
}

const FIGURES = { name: "Figures from the data", rank: 1 }
const COMPONENTS = { name: "Components", rank: 0 }
// Where somebody has asked for a component, or for a figure, by a button.
export const asked = { at: -1, what: "" }

// What is searched is the name with what it means.
const named = (name, detail, more) => ({ label: `${name} ${detail}`, displayLabel: `${name} `, detail, ...more })

// Put a text in place of what was typed and of what closes it; the caret goes behind it, or to the next argument without a value.
function put(view, from, to, insert, closing) {
  const there = view.state.sliceDoc(to, view.state.doc.lineAt(to).to).match(closing)?.[0].length ?? 0
  const gap = insert.match(/="(?=")/)
  view.dispatch({ changes: { from, to: to + there, insert }, selection: { anchor: from + (gap ? gap.index + 2 : insert.length) }, userEvent: "input.complete" })
  if (gap) startCompletion(view)
}

export function completions(context, words, file) {
  const value = context.matchBefore(/\{\{\s*[\w-]+\s([^{}\n]*\s)?[\w-]+="[^"{}\n]*$/)
  if (value) {
    const [, component, argument, typed] = value.text.match(/^\{\{\s*([\w-]+).*\s([\w-]+)="(.*)$/)
    const choices = words.components?.find(one => one.name === component)?.choices[argument] ?? []
    const apply = (view, { label }, from, to) => {
      const rest = view.state.sliceDoc(to, view.state.doc.lineAt(to).to).match(/^"?([^{}]*\}\})?/)[0]
      put(view, from, to + rest.length, `${label}"${rest.replace(/^"/, "")}`, /^/)
    }
    return { from: value.to - typed.length, options: choices.map(label => ({ label, apply })) }
  }
  const field = context.matchBefore(/\{\{[^{}\n]*/)
  if (field) {
    const blank = field.text.slice(2).match(/^\s*/)[0]
    const apply = (view, one, from, to) =>
      put(view, from, to, `${blank ? "" : " "}${[one.name, ...(one.needs ?? []).map(name => `${name}=""`)].join(" ")} }}`, /^ ?\}\}/)
    // A component stands on a line of its own.
    const isAlone = !context.state.doc.lineAt(field.from).text.slice(0, field.from - context.state.doc.lineAt(field.from).from).trim()
    const what = asked.at === field.from ? asked.what : ""
    const options = [
      ...(what === "figure" || !isAlone ? [] : words.components ?? []).map(one => named(one.name, one.detail, { ...one, apply, section: COMPONENTS })),
      ...(what === "component" ? [] : words.fields ?? []).map(one => named(one.name, one.detail, { ...one, apply, section: FIGURES })),
    ]
    return { from: field.from + 2 + blank.length, options }
  }
  const link = context.matchBefore(/\[[^[\]\n]*\]\([^()\n]*/)
  if (link) {
    const apply = (view, { path, title }, from, to) => {
      put(view, from, to, `${way(file, path)})`, /^[^\s()]*\)/)
      // A link without words says where it leads.
      if (link.text.startsWith("[]")) view.dispatch({ changes: { from: link.from + 1, insert: title.replace(/[[\]\\]/g, "\\$&") } })
    }
    const from = link.from + link.text.indexOf("](") + 2
    return { from, options: (words.pages ?? []).map(one => named(one.title, way(file, one.path), { ...one, apply })) }
  }
  const word = context.matchBefore(/[\p{L}][\p{L}-]{3,}/u)
  if (word || context.explicit) {
    return { from: word?.from ?? context.pos, options: (words.terms ?? []).map(one => ({ ...one, type: "text" })) }
  }
  return null
}
