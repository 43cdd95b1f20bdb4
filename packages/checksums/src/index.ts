export * from './grammar.ts'
export * from './name.ts'
export * from './set.ts'
