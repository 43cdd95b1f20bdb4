export * from './executor.ts'
export { type Credentials, legSlug } from './invocation.ts'
export * from './plain-act.ts'
