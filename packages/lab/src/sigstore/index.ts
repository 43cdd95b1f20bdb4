export type { IdentityRequest } from './issuer.ts'
export { renderClaims, type SigningJob, signingJobOf } from './job-claims.ts'
export { type SigstoreOptions, type SigstoreServer, startSigstore } from './server.ts'
