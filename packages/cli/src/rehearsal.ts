/** What the end-to-end tests share with the command: the same clone, the same environment, the same driver. */
export { createEnvironment } from './environment.ts'
export { checkOutProject, exportSuite } from './rehearse/checkout.ts'
export { suiteSlug } from './repository.ts'
