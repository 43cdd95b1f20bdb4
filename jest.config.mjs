/** Tests run from the sources: the `source` export condition finds them, and no build has to be fresh. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'import', 'default'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', explicitResourceManagement: true }, target: 'es2024', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
    '/node_modules/@actions/workflow-parser/.+-schema\\.js$': '<rootDir>/test/json-attributes.cjs',
  },
  transformIgnorePatterns: ['/node_modules/(?!@actions/workflow-parser/)'],
  testMatch: ['<rootDir>/{packages,actions}/*/src/**/*.test.ts', '<rootDir>/test/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/rehearsal', '<rootDir>/packages/[^/]+/build', '<rootDir>/actions/[^/]+/build'],
  maxWorkers: 2,
}
