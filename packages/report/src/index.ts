export * from './markdown.ts'
export * from './mermaid.ts'
