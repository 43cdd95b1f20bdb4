import * as core from '@actions/core'
import { createLog, createSummary } from './log.ts'
import { sayKeyValue } from './workflow-command.ts'

/** The same calls of GitHub's own library and of ours. What they say goes to the process's standard output and to the runner's files. */
export const sides = { theirs, ours }

async function theirs(value: string): Promise<void> {
  core.info(value)
  core.debug(value)
  core.notice(value)
  core.setSecret(value)
  core.setOutput('out', value)
  core.exportVariable('VARIABLE', value)
  core.info(String(process.env['VARIABLE']))
  core.warning(value)
  core.error(value, { file: value, startLine: 3, startColumn: 7 })
  await core.group(value, async () => core.info('inside'))
  if (process.env['GITHUB_STEP_SUMMARY'] !== undefined) await core.summary.addRaw(`${value}\n\n`).write()
}

async function ours(value: string): Promise<void> {
  const log = createLog()
  const summary = createSummary()
  log.info(value)
  log.debug(value)
  log.notice(value)
  log.mask(value)
  sayKeyValue('OUTPUT', 'out', value)
  log.exportVariable('VARIABLE', value)
  log.info(String(process.env['VARIABLE']))
  log.warning({ code: 'E', message: value })
  log.error({ code: 'E', message: value, at: { file: value, line: 3, column: 7 } })
  await log.group(value, async () => log.info('inside'))
  summary.add(value)
  await summary.write()
}
