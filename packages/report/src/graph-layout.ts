export type Point = { readonly x: number; readonly y: number }
export type PlacedNode = Point & { readonly id: string; readonly width: number; readonly height: number }
export type Layout = {
  readonly nodes: readonly PlacedNode[]
  readonly arrows: readonly { readonly from: Point; readonly to: Point }[]
  readonly width: number
  readonly height: number
}

const box = { width: 218, height: 44 }
const gap = { x: 48, y: 14 }

/** Places jobs in columns, each as far right as the longest way to it, in pixels. Arrows that would close a circle are not followed. */
export function layoutGraph(ids: readonly string[], edges: readonly { readonly from: string; readonly to: string }[]): Layout {
  const columns = columnsOf(ids, edges)
  const rows = new Map<number, number>()
  const nodes = ids.map((id) => {
    const column = columns.get(id) ?? 0
    const row = rows.get(column) ?? 0
    rows.set(column, row + 1)
    return { id, x: 1 + column * (box.width + gap.x), y: 1 + row * (box.height + gap.y), ...box }
  })
  const placed = new Map(nodes.map((node) => [node.id, node]))
  const arrows = edges.flatMap(({ from, to }) => {
    const [start, end] = [placed.get(from), placed.get(to)]
    if (start === undefined || end === undefined) return []
    return [{ from: { x: start.x + box.width, y: start.y + box.height / 2 }, to: { x: end.x, y: end.y + box.height / 2 } }]
  })
  const width = Math.max(...nodes.map(({ x }) => x + box.width), 0) + 2
  const height = Math.max(...nodes.map(({ y }) => y + box.height), 0) + 2
  return { nodes, arrows, width, height }
}

function columnsOf(ids: readonly string[], edges: readonly { readonly from: string; readonly to: string }[]): ReadonlyMap<string, number> {
  const before = new Map(ids.map((id) => [id, edges.filter(({ to }) => to === id).map(({ from }) => from)]))
  const columns = new Map<string, number>()
  const visit = (id: string, seen: readonly string[]): number => {
    const known = columns.get(id)
    if (known !== undefined) return known
    const ways = (before.get(id) ?? []).filter((from) => before.has(from) && !seen.includes(from)).map((from) => visit(from, [...seen, id]) + 1)
    const column = Math.max(0, ...ways)
    columns.set(id, column)
    return column
  }
  for (const id of ids) visit(id, [])
  return columns
}
