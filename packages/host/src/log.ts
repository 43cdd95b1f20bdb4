import { appendFile } from 'node:fs/promises'
import { type Problem, renderProblem } from '@slipway/kernel'
import type { Log, Summary } from './ports.ts'
import { formatCommand, print, sayKeyValue } from './workflow-command.ts'

/** GitHub shows ten annotations of a level per step; the rest would vanish. */
export const annotationCap = 10

/** The log of a step, which remembers what it masks so that no output can hold it. */
export function createLog(): Log & { readonly masked: () => readonly string[]; readonly error: (problem: Problem) => void } {
  const masked = new Set<string>()
  const shown = { error: 0, warning: 0 }
  const annotate = (level: 'error' | 'warning', problem: Problem): void => {
    shown[level] += 1
    if (shown[level] <= annotationCap) print(formatCommand(level, sentence(problem), placeOf(problem)))
    else print(`${level}: ${renderProblem(problem)}`)
  }
  return {
    info: print,
    debug: (text) => print(formatCommand('debug', text)),
    warning: (problem) => annotate('warning', problem),
    error: (problem) => annotate('error', problem),
    notice: (text) => print(formatCommand('notice', text)),
    group: async (title, body) => {
      print(formatCommand('group', title))
      try {
        return await body()
      } finally {
        print(formatCommand('endgroup', ''))
      }
    },
    mask: (secret) => {
      if (secret === '') return
      masked.add(secret)
      print(formatCommand('add-mask', secret))
    },
    exportVariable: (name, value) => {
      process.env[name] = value
      sayKeyValue('ENV', name, value)
    },
    masked: () => [...masked],
  }
}

function sentence(problem: Problem): string {
  const input = problem.at?.input === undefined ? '' : `input ${problem.at.input}: `
  return `${input}${problem.message}${problem.cure === undefined ? '' : `. ${problem.cure}`}`
}

function placeOf({ at }: Problem): Parameters<typeof formatCommand>[2] {
  return { file: at?.file, line: at?.line, col: at?.column }
}

export function createSummary(): Summary & { readonly write: () => Promise<void> } {
  let written = ''
  return {
    add: (markdown) => {
      written += `${markdown.trimEnd()}\n\n`
    },
    write: async () => {
      // Absent outside a workflow, and on servers that have no summaries.
      const file = process.env.GITHUB_STEP_SUMMARY ?? ''
      if (written !== '' && file !== '') await appendFile(file, written)
    },
  }
}
