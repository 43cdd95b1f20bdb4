export * from './inputs.ts'
export * from './run.ts'
