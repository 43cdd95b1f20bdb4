export type GraphNode = { readonly id: string; readonly label: string; readonly state?: 'good' | 'bad' | 'idle' }
export type GraphEdge = { readonly from: string; readonly to: string; readonly label?: string }

const styles =
  'classDef good fill:#dafbe1,stroke:#1a7f37,color:#1f2328\nclassDef bad fill:#ffebe9,stroke:#cf222e,color:#1f2328\nclassDef idle fill:#f6f8fa,stroke:#8c959f,color:#1f2328'

/** A left-to-right mermaid flowchart in a fenced block, as step summaries draw it. Labels may hold any text. */
export function renderGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string {
  const names = new Map(nodes.map((node, index) => [node.id, `n${index}`]))
  const boxes = nodes.map((node) => `${names.get(node.id)}["${escapeLabel(node.label)}"]:::${node.state ?? 'idle'}`)
  const arrows = edges.flatMap(({ from, to, label }) => {
    const [start, end] = [names.get(from), names.get(to)]
    if (start === undefined || end === undefined) return []
    return [label === undefined ? `${start} --> ${end}` : `${start} -->|"${escapeLabel(label)}"| ${end}`]
  })
  return ['```mermaid', 'flowchart LR', ...boxes, ...arrows, styles, '```'].join('\n')
}

/** Mermaid reads `#quot;` and numeric codes in quoted labels (Mermaid, "Entity codes to escape characters"). */
function escapeLabel(text: string): string {
  return text.replace(/[#"<>&`[\]{}|]/g, (character) => `#${character.codePointAt(0)};`).replace(/\r?\n/g, '<br/>')
}
