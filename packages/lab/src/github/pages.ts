import type { Answer, Call } from './call.ts'

const defaultSize = 30
const largestSize = 100

/**
 * One page of a list, with GitHub's Link header ("Using pagination in the REST API"). The addresses in it name the repository by
 * its number, as GitHub's do, so a client has to follow them instead of building its own.
 */
export function answerPage<T>(call: Call, items: readonly T[], render: (item: T) => unknown): Answer {
  const size = Math.min(readCount(call.query.get('per_page')) ?? defaultSize, largestSize)
  const page = readCount(call.query.get('page')) ?? 1
  const last = Math.max(1, Math.ceil(items.length / size))
  const address = (target: number): string => {
    const query = new URLSearchParams(call.query)
    query.set('page', String(target))
    const path = call.path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${call.repository.id}`)
    return `<${call.origins.api}${path}?${query}>`
  }
  const links = [
    ...(page > 1 ? [`${address(Math.min(page - 1, last))}; rel="prev"`] : []),
    ...(page < last ? [`${address(page + 1)}; rel="next"`, `${address(last)}; rel="last"`] : []),
    ...(page > 1 ? [`${address(1)}; rel="first"`] : []),
  ]
  const body = items.slice((page - 1) * size, page * size).map(render)
  return { status: 200, body, headers: links.length === 0 ? {} : { link: links.join(', ') } }
}

function readCount(text: string | null): number | undefined {
  return text !== null && /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : undefined
}
