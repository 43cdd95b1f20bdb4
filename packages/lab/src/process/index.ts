export * from './lock-file.ts'
export * from './supervisor.ts'
