export * from './markdown.ts'
export * from './mermaid.ts'
export * from './rehearsal.ts'
export * from './rehearsal-text.ts'
