export * from './event.ts'
export * from './provide-base.ts'
export * from './run-project.ts'
export * from './start-lab.ts'
