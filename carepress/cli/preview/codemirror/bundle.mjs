// Bundles CodeMirror into one file without a request to anybody: `npm ci && npm run bundle`, and commit what comes out.
import { createHash } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { build } from "esbuild"

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"))
const used = Object.entries(packages).filter(([, one]) => !one.dev && one.version && one.license !== undefined)
const named = used.map(([path, one]) => `${path.replace(/^.*node_modules\//, "")} ${one.version} (${one.license})`)
const made = await build({
  bundle: true,
  charset: "utf8",
  entryPoints: ["codemirror.mjs"],
  format: "esm",
  legalComments: "none",
  minify: true,
  target: "es2020",
  write: false,
})
const code = made.outputFiles[0].text
const hash = createHash("sha256").update(code).digest("hex")
const head = `/*! CodeMirror, Copyright (C) 2018 by Marijn Haverbeke and others, MIT license: https://codemirror.net/\n`
writeFileSync("../codemirror.js", `${head} * Made by codemirror/bundle.mjs, SHA-256 of what follows ${hash}, of:\n * ${named.join("\n * ")}\n */\n${code}`)
