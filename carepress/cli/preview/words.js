// What can be completed: merge fields and components behind {{, pages behind ](, and words of the glossary.

function way(from, to) {
  // The path from one file's folder to another file.
  const [start, end] = [from.split("/").slice(0, -1), to.split("/")]
  while (start.length && start[0] === end[0]) {
    start.shift()
    end.shift()
  }
  return [...start.map(() => ".."), ...end].join("/")
}

export function completions(context, words, file) {
  const field = context.matchBefore(/\{\{[^{}\n]*/)
  if (field) {
    const blanks = field.text.slice(2).match(/^\s*/)[0].length
    const apply = (view, { label }, from, to) => {
      // The cursor goes on behind the braces, which may be there already.
      const closing = view.state.sliceDoc(to, to + 3).match(/^ ?\}\}/)?.[0] ?? ""
      const insert = `${blanks ? "" : " "}${label} }}`
      view.dispatch({ changes: { from, to: to + closing.length, insert }, selection: { anchor: from + insert.length } })
    }
    const options = (words.fields ?? []).map(one => ({ ...one, apply }))
    return { from: field.from + 2 + blanks, options }
  }
  const link = context.matchBefore(/\]\([^()\s]*/)
  if (link) {
    const options = (words.pages ?? []).map(one => ({ label: way(file, one.path), detail: one.title, type: "text" }))
    return { from: link.from + 2, options }
  }
  const word = context.matchBefore(/[\p{L}][\p{L}-]{3,}/u)
  if (word || context.explicit) {
    return { from: word?.from ?? context.pos, options: (words.terms ?? []).map(one => ({ ...one, type: "text" })) }
  }
  return null
}
