import { expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { renderTagTemplate } from './index.ts'

test('a tag template is filled from versions.env', () => {
  expect(unwrap(renderTagTemplate('v{LIBKRUN_VERSION}', { LIBKRUN_VERSION: 'v1.18.0' }))).toBe('v1.18.0')
  expect(unwrap(renderTagTemplate('v{A}-{B}', { A: '1', B: '2' }))).toBe('v1-2')
  expect(renderTagTemplate('{constructor}', { A: '1' })).toMatchObject({ ok: false, error: { code: 'E_CHAIN_TEMPLATE' } })
  expect(renderTagTemplate('v{A}', { A: '1+build' })).toMatchObject({ ok: false, error: { code: 'E_KERNEL_TAG' } })
  expect(renderTagTemplate('{C}', { A: '1' })).toMatchObject({ ok: false, error: { code: 'E_CHAIN_TEMPLATE', cure: 'Use one of A' } })
})
