export type Point = { readonly x: number; readonly y: number }
export type PlacedNode = Point & { readonly id: string; readonly width: number; readonly height: number }
export type Edge = { readonly from: string; readonly to: string }
export type Layout = {
  readonly nodes: readonly PlacedNode[]
  readonly arrows: readonly { readonly from: Point; readonly to: Point }[]
  readonly width: number
  readonly height: number
}

const box = { width: 138, height: 56 }
const gap = { x: 28, y: 18 }

/** Places jobs in columns, each as far right as the longest way to it, in pixels. Arrows that would close a circle are not followed. */
export function layoutGraph(ids: readonly string[], edges: readonly Edge[]): Layout {
  const columns = columnsOf(ids, edges)
  const members = Map.groupBy(ids, (id) => columns.get(id) ?? 0)
  const tallest = Math.max(...[...members.values()].map((column) => column.length), 1)
  const height = tallest * (box.height + gap.y) - gap.y
  const nodes = [...members].flatMap(([column, inside]) => {
    const top = (height - (inside.length * (box.height + gap.y) - gap.y)) / 2
    return inside.map((id, row) => ({ id, x: 1 + column * (box.width + gap.x), y: 1 + top + row * (box.height + gap.y), ...box }))
  })
  const placed = new Map(nodes.map((node) => [node.id, node]))
  const arrows = edges.flatMap(({ from, to }) => {
    const [start, end] = [placed.get(from), placed.get(to)]
    if (start === undefined || end === undefined) return []
    return [{ from: { x: start.x + box.width, y: start.y + box.height / 2 }, to: { x: end.x, y: end.y + box.height / 2 } }]
  })
  return { nodes, arrows, width: Math.max(...nodes.map(({ x }) => x + box.width), 0) + 2, height: height + 2 }
}

function columnsOf(ids: readonly string[], edges: readonly Edge[]): ReadonlyMap<string, number> {
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
