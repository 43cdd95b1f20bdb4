export { type BinfmtEntry, canRun, parseBinfmt } from './can-run.ts'
export { type Detection, detectEngine, type EngineOptions, type Preference } from './detect.ts'
export type { BuildRequest, Built, Engine, EngineName, EnginePorts, ExtractRequest, Mount, RunRequest } from './engine.ts'
export { crossTriplet, planRun, type RunFacts, type RunMode, type RunPlan, sysroot } from './plan-run.ts'
