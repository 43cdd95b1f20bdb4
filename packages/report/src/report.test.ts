import { expect, test } from '@jest/globals'
import { renderCode, renderGraph, renderSeconds, renderSize, renderTable } from './index.ts'

test('a table keeps its shape whatever the cells hold', () => {
  expect(renderTable(['a', 'b'], [['x|y', '1\n2']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | 1<br>2 |')
})

test('code with backquotes', () => {
  expect(renderCode('a')).toBe('`a`')
  expect(renderCode('a``b')).toBe('``` a``b ```')
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [14_200_000, '14.2 MB'],
  [1_500, '1.50 kB'],
  [5_000_000_000_000, '5000.0 GB'],
])('%d bytes', (bytes, text) => expect(renderSize(bytes)).toBe(text))

test.each([
  [0.85, '850 ms'],
  [12.34, '12.3 s'],
  [185, '3 m 05 s'],
])('%d seconds', (seconds, text) => expect(renderSeconds(seconds)).toBe(text))

test('a graph with labels that would break mermaid', () => {
  const graph = renderGraph(
    [
      { id: 'a', label: 'say "hi" [x]', state: 'good' },
      { id: 'b', label: 'b' },
    ],
    [
      { from: 'a', to: 'b', label: 'x|y' },
      { from: 'a', to: 'nowhere' },
    ],
  )
  expect(graph).toContain('n0["say #34;hi#34; #91;x#93;"]:::good')
  expect(graph).toContain('n0 -->|"x#124;y"| n1')
  expect(graph).not.toContain('nowhere')
})
