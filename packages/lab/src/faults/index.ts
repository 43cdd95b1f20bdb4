export * from './fault.ts'
export * from './parse.ts'
export * from './script.ts'
