export type { Authorize, RegistryAccess } from './access.ts'
export { type BaseImageOptions, type BaseImages, ensureBaseImages, pushBaseImages } from './base-images.ts'
export { type BasePlatform, type BaseRecipe, recipeKey, toolchainRecipe } from './base-recipe.ts'
export {
  type RegistryLogin,
  type RegistryMapping,
  renderRegistriesConf,
  writeAuthFile,
  writeContainersHome,
  writePolicy,
  writeRegistriesConf,
} from './containers-conf.ts'
export { baseImagePackages, type DebianPackage, registryPackages } from './debian.ts'
export { forgetRepositories } from './forget.ts'
export type { Gate, GateOptions } from './gate.ts'
export { distribution3, ensureGoProgram, type GoProgram } from './go-program.ts'
export type { MemoryHabits } from './memory-routes.ts'
export { startMemoryRegistry } from './memory-server.ts'
export type { AccessEntry } from './proxy.ts'
export { type RegistryOptions, type RegistryServer, startRegistry } from './server.ts'
export { readTags, type StoredTag } from './storage.ts'
export type { SweepPlan } from './sweep-plan.ts'
