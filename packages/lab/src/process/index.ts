export * from './supervisor.ts'
