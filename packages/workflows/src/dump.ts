/** The step that writes a leg's contexts to a file at the end, and the reading of that file. */
import { Defect } from '@slipway/kernel'
import type { Json, LegOutcome } from './leg.ts'
import { isObject, type JsonObject } from './values.ts'

/** The environment variable that names the file; the executor sets it. */
export const dumpVariable = 'SLIPWAY_LEG_DUMP'

/** The name of the added step: executors leave it out of what they report. */
export const dumpStepName = 'Hand the contexts over'

/**
 * The last step of every leg. It writes one JSON document, `{"steps": …, "env": …, "job": …}`, through a quoted heredoc, which has no limit
 * of size and changes no byte (an environment variable could hold 128 KiB only). `delimiter` must occur in no output: random text.
 */
export function renderDumpStep(delimiter: string): JsonObject {
  const part = (name: string): string => `"${name}":\n\${{ toJSON(${name}) }}`
  const script = [`cat >"$${dumpVariable}" <<'${delimiter}'`, '{', [part('steps'), part('env'), part('job')].join(',\n'), '}', delimiter]
  return { name: dumpStepName, if: 'always()', shell: 'bash', 'working-directory': '.', run: script.join('\n') }
}

/**
 * Reads what the dump step wrote. Steps without an id (act numbers them) and the variable of the dump itself are left out.
 * Throws a Defect when the text is not whole: then the leg did not reach its end.
 */
export function readDump(text: string): LegOutcome['contexts'] {
  const dump = parse(text)
  const steps = Object.entries(objectOf(dump, 'steps')).filter(([id]) => !/^[0-9]+$/.test(id))
  const env = Object.entries(objectOf(dump, 'env')).filter(([name]) => name !== dumpVariable)
  return { steps: Object.fromEntries(steps), env: Object.fromEntries(env), job: objectOf(dump, 'job') }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (cause) {
    throw new Defect(`the leg's contexts are not whole (${text.length} characters)`, { cause })
  }
}

function objectOf(dump: Json, key: string): JsonObject {
  const value = isObject(dump) ? dump[key] : undefined
  if (!isObject(value)) throw new Defect(`the leg's contexts have no "${key}"`)
  return value
}
