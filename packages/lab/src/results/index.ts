export { type ResultsOptions, type ResultsServer, type StoredArtifact, startResults } from './server.ts'
export { type CacheScope, type JobIdentity, planCacheScopes } from './tokens.ts'
