export * from './contract.ts'
export type { Kind } from './kinds.ts'
export * as kinds from './kinds.ts'
export * from './parse.ts'
