import { renderProblem } from '@slipway/kernel'
import { renderCode, renderSize, renderTable } from '@slipway/report'
import type { AssetResult, Result } from './result.ts'

/** A table in a step's summary shows so many rows; the rest is in the JSON result. */
const mostRows = 200

const signs = { proven: '✅', refused: '❌', packed: '📦' } as const

/** The result for the step's summary: one table of the assets, and one of a Go program's files where no asset was declared. */
export function renderSummary(result: Result): string {
  const { binary, verdict, assets, proof } = result
  const sign = verdict !== 'proven' && result.passed ? '⚠️' : signs[verdict]
  const about = [binary.platforms.join(', '), renderSize(binary.size)].filter((part) => part !== '').join(', ')
  const title = `### ${sign} embed-verify: ${renderCode(binary.path)} (${about})`
  const rows = [...assets.map(assetRow), ...proof.map(proofRow)]
  const tables = [assetTable(rows), rows.length === 0 ? embedTable(result) : '', extraLine(result)]
  return [title, ...tables].filter((part) => part !== '').join('\n\n')
}

function assetTable(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  return withRest(['', 'asset', 'kind', 'architecture', 'size', 'in the binary', 'offset', 'section'], rows)
}

function assetRow({ path, ok, kind, architectures, size, places }: AssetResult): readonly string[] {
  const states = [...new Set(places.map(({ state }) => state))].join(', ')
  const offsets = places.flatMap((place) => ('offset' in place ? [String(place.offset)] : []))
  const sections = [...new Set(places.flatMap(({ state, section, loaded }) => (state === 'whole' ? [sectionText(section, loaded)] : [])))]
  const sizeText = size === undefined ? '' : renderSize(size)
  return [
    ok ? '✅' : '❌',
    renderCode(path),
    kind ?? '',
    architectures.join(' '),
    sizeText,
    kind === undefined ? 'missing' : states,
    offsets.join(', '),
    sections.join(', '),
  ]
}

function sectionText(section: string | undefined, loaded: boolean | undefined): string {
  if (section === undefined) return loaded === true ? '' : 'behind the program'
  return `${renderCode(section)}${loaded === false ? ' (not loaded)' : ''}`
}

function proofRow(one: Result['proof'][number]): readonly string[] {
  const offset = 'offset' in one ? String(one.offset) : ''
  const state = one.state === 'whole' && one.moved ? 'whole, moved' : one.state
  return [one.state === 'whole' ? '✅' : '❌', renderCode(one.path), '', '', renderSize(one.size), state, offset, '']
}

function embedTable({ embeds, problems }: Result): string {
  if (embeds === undefined || embeds.files.length === 0) return ''
  const isWrong = (name: string): boolean => problems.some(({ subject, message }) => subject === 'embed' && message.includes(` embeds ${name}, `))
  const rows = embeds.files.map(({ name, size, offset, kind }) => [
    isWrong(name) ? '❌' : '✅',
    renderCode(name),
    kind ?? '',
    renderSize(size),
    offset === undefined ? '' : String(offset),
  ])
  return withRest(['', 'embedded file', 'kind', 'size', 'offset'], rows)
}

function extraLine({ extras }: Result): string {
  if (extras.length === 0) return ''
  return `Files that match a pattern of \`extra\` and are not declared: ${extras.map(({ path, state }) => `${renderCode(path)} (${state === 'whole' ? 'embedded' : 'not embedded'})`).join(', ')}`
}

function withRest(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = renderTable(headers, rows.slice(0, mostRows))
  return rows.length <= mostRows ? table : `${table}\n\n${rows.length - mostRows} more are in the JSON result.`
}

/** The result for a terminal. */
export function renderText(result: Result): string {
  const { binary, assets, embeds, proof, problems, verdict } = result
  const lines = [
    `${binary.path}: ${[binary.format ?? 'no native file', ...binary.platforms].join(' ')}, ${binary.size} bytes`,
    ...assets.map(
      ({ path, ok, kind, size, places }) =>
        `  ${ok ? 'ok  ' : 'BAD '} ${path}: ${[kind ?? 'missing', ...(size === undefined ? [] : [`${size} bytes`]), ...places.map(placeText)].join(', ')}`,
    ),
    ...proof.map(
      (one) => `  ${one.state === 'whole' ? 'ok  ' : 'BAD '} ${one.path}: ${one.size} bytes, ${one.state}${'offset' in one ? ` at ${one.offset}` : ''}`,
    ),
    ...(embeds?.files ?? []).map(({ name, size, offset }) => `  embed ${name}: ${size} bytes${offset === undefined ? '' : ` at ${offset}`}`),
    ...problems.map((problem) => `${problem.level === 'warn' ? 'warning' : 'refused'}: ${renderProblem(problem)}`),
    verdict,
  ]
  return `${lines.join('\n')}\n`
}

function placeText(place: AssetResult['places'][number]): string {
  const section = place.section === undefined ? '' : ` in ${place.section}`
  return `${place.image === '' ? '' : `${place.image}: `}${place.state}${'offset' in place ? ` at ${place.offset}${section}` : ''}`
}
