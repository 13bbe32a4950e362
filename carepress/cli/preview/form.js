// The form above the text: what stands in the front matter, or in a record, with a control for each key.

const idOf = field => `field-${field.name}`
const all = fields => fields.flatMap(one => [one, ...all(one.fields)])
const NEAR = ["title", "description", "summary", "tags", "date"] // of a page: at its top, in this order
const rank = ({ name }) => (NEAR.includes(name) ? NEAR.indexOf(name) : NEAR.length)

export class Form {
  constructor(element, desk) {
    // `drafts` has what was typed and isn't in the text, by the name of its field; the fault of one says why it can't be.
    Object.assign(this, { element, desk, fields: [], queue: Promise.resolve(), late: 0, record: "", shown: new Set(NEAR), drafts: new Map() })
    element.addEventListener("submit", event => event.preventDefault())
  }

  // Show fields; what somebody is typing in stays.
  show(fields) {
    const shape = JSON.stringify(fields, (key, value) => (["value", "line"].includes(key) ? undefined : value))
    this.fields = fields
    const isNew = shape !== this.shape
    if (isNew) {
      const focused = this.element.contains(document.activeElement) ? document.activeElement.id : ""
      this.shape = shape
      this.controls = new Map()
      for (const [name, { isHalf }] of this.drafts) if (isHalf) this.drafts.delete(name) // a new control doesn't have it
      this.element.replaceChildren(this.group(fields))
      document.getElementById(focused)?.focus()
    }
    const known = new Map(all(fields).map(one => [idOf(one), one]))
    for (const [id, control] of this.controls) {
      const field = known.get(id)
      control.line = field.line
      if (!control.put) continue
      const { value, fault = "", isHalf } = this.drafts.get(field.name) ?? field
      const isTyped = control.element === document.activeElement && control.element.type !== "checkbox"
      if (isNew || !(isTyped || isHalf)) control.put(value)
      control.fault.textContent = fault
      if (fault) control.element.setAttribute("aria-invalid", "true")
      else control.element.removeAttribute("aria-invalid")
    }
    this.desk.changed()
  }

  // What was typed into fields and refused.
  get refused() {
    return [...this.drafts].filter(([, one]) => one.fault).map(([name, one]) => ({ name, ...one }))
  }

  // Go to a field, wherever it is folded away.
  go(name) {
    if (!this.controls.has(idOf({ name }))) {
      Object.assign(this, { record: name.split(".")[0], shape: "" })
      this.show(this.fields)
    }
    const { element } = this.controls.get(idOf({ name }))
    for (let one = element; (one = one.parentElement.closest("details")); ) one.open = true
    element.focus()
  }

  group(fields) {
    const { make } = this.desk
    if (!fields.length) return make("p", {}, "There is no form for this file: change its text below.")
    if (!fields.every(one => one.control === "record" && one.path.length === 1 && one.value)) {
      return make("fieldset", {}, ...this.sorted(fields))
    }
    // The entries of a data file: one is shown at a time.
    const chosen = fields.find(one => one.name === this.record) ?? fields[0]
    const choose = make("select", { id: "record" }, ...fields.map(one => new Option(one.label, one.name, false, one === chosen)))
    choose.onchange = () => {
      this.record = choose.value
      this.shape = ""
      this.show(this.fields)
      this.desk.goTo(this.fields.find(one => one.name === this.record).line, choose)
    }
    return make("fieldset", {},
      make("div", { className: "field" }, make("label", { htmlFor: "record" }, "Entry"), choose),
      ...this.sorted(chosen.fields))
  }

  // What is said or needed, and behind it what else could be.
  sorted(fields) {
    const { make } = this.desk
    const isSaid = one => one.is_required || (Array.isArray(one.value) ? one.value.length : one.value)
    const sorted = [...fields].sort((one, other) => rank(one) - rank(other))
    for (const one of fields.filter(isSaid)) this.shown.add(one.name)
    const more = sorted.filter(one => !this.shown.has(one.name)).map(one => this.field(one))
    const parts = sorted.filter(one => this.shown.has(one.name)).map(one => this.field(one))
    return more.length ? [...parts, make("details", {}, make("summary", {}, "More that you can say"), ...more)] : parts
  }

  field(field) {
    const { make } = this.desk
    const id = idOf(field)
    if (field.control === "record") {
      return make("fieldset", {}, make("legend", {}, field.label), ...field.fields.map(one => this.field(one)))
    }
    if (field.control === "list of records") {
      const records = field.fields.map((one, number) => {
        const parts = one.fields.length ? one.fields.map(inner => this.field(inner)) : [this.field(one)]
        if (number < field.fields.length - 1) return make("fieldset", {}, make("legend", {}, `${field.label}, ${number + 1}`), ...parts)
        return make("details", {}, make("summary", {}, "Add one"), make("fieldset", {}, ...parts))
      })
      return make("fieldset", {}, make("legend", {}, field.label), ...records)
    }
    if (field.control === "yaml") {
      const go = make("button", { type: "button", id }, `Change “${field.label}” in the text below`)
      const control = { element: go }
      go.onclick = () => this.desk.goTo(control.line)
      this.controls.set(id, control)
      return make("div", { className: "field" }, go, make("small", {}, field.help))
    }
    const control = this.control(field, id)
    this.controls.set(id, control)
    const isGroup = control.element.tagName === "FIELDSET"
    const label = make(isGroup ? "legend" : "label", isGroup ? {} : { htmlFor: id }, field.label, field.is_required ? " (needed)" : "")
    if (isGroup) control.element.prepend(label)
    const [help, fault] = [make("small", { id: `${id}-help` }, field.help), make("em", { id: `${id}-fault` })]
    Object.assign(control, { fault, field })
    control.element.setAttribute("aria-describedby", `${help.id} ${fault.id}`)
    control.element.addEventListener("input", () => {
      this.drafts.set(field.name, { label: field.label, value: control.take() })
      this.desk.changed()
    })
    control.element.addEventListener("change", () => this.settle())
    if (control.element.type === "date") control.element.addEventListener("blur", () => this.settle())
    return make("div", { className: "field" }, ...(isGroup ? [] : [label]), control.element, ...(control.more ?? []), help, fault)
  }

  control({ control, choices, default: usual, is_required, value, name }, id) {
    const { make } = this.desk
    if (control === "yes/no") {
      const element = make("input", { type: "checkbox", id })
      return { element, take: () => String(element.checked), put: value => (element.checked = (value || usual) === "true") }
    }
    if (control === "choice") {
      const options = Object.entries(choices).map(([value, label]) => new Option(label, value))
      const element = make("select", { id }, ...(is_required ? [] : [new Option("–", "")]), ...options)
      return { element, take: () => element.value, put: value => (element.value = value) }
    }
    if (control === "list of choices") {
      // Those that are chosen come first, as long as the form stays.
      const names = Object.keys(choices).sort((one, other) => value.includes(other) - value.includes(one))
      const boxes = names.map(one => make("input", { type: "checkbox", value: one, id: `${id}-${one}` }))
      const rows = boxes.map(box => make("label", {}, box, choices[box.value]))
      const element = make("fieldset", { id, className: "choices", tabIndex: -1 }, ...(rows.length ? rows : ["There are none yet."]))
      let held = [] // in the order of the file
      const take = () => [...new Set([...held, ...Object.keys(choices)])].filter(one => boxes.some(box => box.checked && box.value === one))
      return { element, take, put: value => (held = value, boxes.forEach(box => (box.checked = value.includes(box.value)))) }
    }
    if (control.startsWith("list of")) {
      const element = make("textarea", { id, rows: 3, placeholder: "One on each line" })
      return { element, take: () => element.value.split("\n"), put: value => (element.value = value.join("\n")) }
    }
    const isLong = control === "long text" || value.length > 60 || name === "description"
    const [element, count] = [make(isLong ? "textarea" : "input", { id, autocomplete: "off", placeholder: usual }), make("small")]
    const say = () => (count.textContent = `${[...element.value].length} letters so far.`)
    element.addEventListener("input", say)
    if (isLong) element.rows = 2
    if (control === "date") element.type = "date"
    if (control === "number") element.inputMode = "decimal"
    return { element, take: () => element.value, put: value => (element.value = value, say()), more: isLong ? [count] : [] }
  }

  // One change after the other: each is put into the text as it is then.
  settle() {
    for (const { element, field, take } of this.controls.values()) {
      // Half a date, or February 30, has no value in a browser, as if somebody had taken the date out.
      const isHalf = element.validity?.badInput ?? false
      if (field && isHalf !== Boolean(this.drafts.get(field.name)?.isHalf)) this.drafts.set(field.name, { label: field.label, value: take(), isHalf })
    }
    for (const [name, draft] of this.drafts) this.queue = this.queue.then(() => this.put(name, draft))
    return this.queue
  }

  async put(name, draft) {
    if (this.drafts.get(name) !== draft) return // somebody has typed on
    try {
      const before = this.desk.text()
      if (draft.isHalf) {
        draft.fault = "this is no day of the calendar: fill in month, day and year, or empty all three"
        return this.show(this.fields)
      }
      const { text, fields, mistakes } = await this.desk.ask({ [name]: draft.value })
      draft.fault = mistakes[name] ?? Object.values(mistakes)[0]
      if (!draft.fault && before !== this.desk.text()) return await this.put(name, draft)
      if (!draft.fault) {
        if (this.drafts.get(name) === draft) this.drafts.delete(name)
        this.desk.replace(text)
      }
      this.show(draft.fault ? this.fields : fields)
    } catch (failure) {
      this.desk.tell(failure)
    }
  }

  // Show what was written into the text, when nobody has typed for a while.
  follow() {
    clearTimeout(this.late)
    this.late = setTimeout(() => {
      this.queue = this.queue.then(async () => {
        const { fields } = await this.desk.ask({}).catch(() => ({}))
        if (fields) this.show(fields)
      })
    }, 400)
  }
}
