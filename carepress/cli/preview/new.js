// Begins a page, and opens it in the editor.
import { ask } from "./ask.js"

const [what, title, told] = ["what", "title", "told"].map(id => document.getElementById(id))

document.querySelector("form").addEventListener("submit", async event => {
  event.preventDefault()
  try {
    const { file } = await ask("new", { what: what.value, title: title.value })
    location = `/_carepress/edit?${new URLSearchParams({ file })}`
  } catch ({ error, hint }) {
    told.textContent = `${error.replace(/\.$/, "")}: ${hint}`
  }
})
title.focus()
