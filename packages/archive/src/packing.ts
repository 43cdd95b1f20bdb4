/** Archives that are written, apart from the licence texts that the room's main entry carries. */
export * from './content.ts'
export * from './entry-time.ts'
export * from './file-line.ts'
export * from './formats.ts'
export * from './gather.ts'
export * from './gzip.ts'
export * from './tar.ts'
