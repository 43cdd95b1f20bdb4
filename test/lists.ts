import { type Job, type Json, type JsonObject, jobsOf, type Plan } from '@slipway/workflows'

/**
 * What is wrong with the JSON lists that calls hand to a matrix of the called workflow, which no parser looks into: no JSON, a member that
 * the called job never reads, or one that is missing although the input's description names it without a `?`.
 */
export function listProblems(plan: Plan): readonly string[] {
  return [...jobsOf(plan.workflow)].flatMap(({ path, job }) => {
    const inputs = Object.entries((job.value.with ?? {}) as JsonObject)
    return inputs.flatMap(([name, text]) => {
      const member = membersOf(job, name)
      if (member === undefined || typeof text !== 'string' || text.includes('fromJSON') || /^\$\{\{.*\}\}$/.test(text)) return []
      return entriesOf(text).flatMap((entry, index) => {
        if (entry === undefined) return [`${path}: ${name} is no JSON list of objects`]
        const keys = Object.keys(entry)
        return [
          ...keys.filter((key) => !member.known.includes(key)).map((key) => `${path}: ${name}[${index}].${key} is never read`),
          ...member.required.filter((key) => !keys.includes(key)).map((key) => `${path}: ${name}[${index}] has no ${key}`),
        ]
      })
    })
  })
}

function entriesOf(text: string): readonly (JsonObject | undefined)[] {
  try {
    const list = JSON.parse(text) as Json
    return Array.isArray(list) ? list.map((entry) => (typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? entry : undefined)) : [undefined]
  } catch {
    return [undefined]
  }
}

type Members = { readonly known: readonly string[]; readonly required: readonly string[] }

/** The members of an input's entries, as its description says them in `{a, b?}`; undefined when the input is no list for a matrix. */
function membersOf(caller: Job, input: string): Members | undefined {
  const isSource = (job: Job): boolean => JSON.stringify(job.value.strategy ?? null).includes(`fromJSON(inputs.${input})`)
  if (caller.call === undefined || !caller.call.jobs.some(isSource)) return undefined
  const said = describedMembers(caller.call.value, input)
  return { known: said.map((name) => name.replace('?', '')), required: said.filter((name) => !name.endsWith('?')) }
}

function inputsOf(workflow: JsonObject): Readonly<Record<string, JsonObject>> {
  const call = (workflow.on as JsonObject).workflow_call as JsonObject
  return (call.inputs ?? {}) as Readonly<Record<string, JsonObject>>
}

function describedMembers(workflow: JsonObject, input: string): readonly string[] {
  return (
    /\{([^}]*)\}/
      .exec(String(inputsOf(workflow)[input]?.description))?.[1]
      ?.split(',')
      .map((name) => name.trim()) ?? []
  )
}

/** For each list that a called workflow makes a matrix of: the members that its description names, and those that the jobs read. */
export function listMembers(workflow: JsonObject): Readonly<Record<string, { readonly said: readonly string[]; readonly read: readonly string[] }>> {
  const jobs = Object.values(workflow.jobs as JsonObject).map((job) => JSON.stringify(job))
  const lists = Object.keys(inputsOf(workflow)).flatMap((input) => {
    const readers = jobs.filter((job) => job.includes(`fromJSON(inputs.${input})`))
    const read = readers.flatMap((job) => [...job.matchAll(/\bmatrix\.\w+\.([\w-]+)/g)].map((match) => match[1] ?? ''))
    const said = describedMembers(workflow, input).map((name) => name.replace('?', ''))
    return readers.length === 0 ? [] : [[input, { said: said.sort(), read: [...new Set(read)].sort() }] as const]
  })
  return Object.fromEntries(lists)
}
