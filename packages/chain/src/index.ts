export * from './builder-key.ts'
export * from './containerfile.ts'
export * from './template.ts'
export * from './versions-env.ts'
