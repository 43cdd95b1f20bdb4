import * as core from '@actions/core'
import { type Problem, renderProblem } from '@slipway/kernel'
import type { Log, Summary } from './ports.ts'

/** GitHub shows ten annotations of a level per step; the rest would vanish. */
export const annotationCap = 10

/** The log of a step, which remembers what it masks so that no output can hold it. */
export function createLog(): Log & { readonly masked: () => readonly string[]; readonly error: (problem: Problem) => void } {
  const masked = new Set<string>()
  const shown = { error: 0, warning: 0 }
  const annotate = (level: 'error' | 'warning', problem: Problem): void => {
    shown[level] += 1
    if (shown[level] <= annotationCap) (level === 'error' ? core.error : core.warning)(sentence(problem), placeOf(problem))
    else core.info(`${level}: ${renderProblem(problem)}`)
  }
  return {
    info: (text) => core.info(text),
    debug: (text) => core.debug(text),
    warning: (problem) => annotate('warning', problem),
    error: (problem) => annotate('error', problem),
    notice: (text) => core.notice(text),
    group: (title, body) => core.group(title, body),
    mask: (secret) => {
      if (secret === '') return
      masked.add(secret)
      core.setSecret(secret)
    },
    exportVariable: (name, value) => core.exportVariable(name, value),
    masked: () => [...masked],
  }
}

function sentence(problem: Problem): string {
  const input = problem.at?.input === undefined ? '' : `input ${problem.at.input}: `
  return `${input}${problem.message}${problem.cure === undefined ? '' : `. ${problem.cure}`}`
}

function placeOf({ at }: Problem): core.AnnotationProperties {
  return {
    ...(at?.file === undefined ? {} : { file: at.file }),
    ...(at?.line === undefined ? {} : { startLine: at.line }),
    ...(at?.column === undefined ? {} : { startColumn: at.column }),
  }
}

export function createSummary(): Summary & { readonly write: () => Promise<void> } {
  let written = ''
  return {
    add: (markdown) => {
      written += `${markdown.trimEnd()}\n\n`
    },
    write: async () => {
      // Absent outside a workflow, and on servers that have no summaries.
      if (written === '' || process.env.GITHUB_STEP_SUMMARY === undefined) return
      await core.summary.addRaw(written).write()
    },
  }
}
