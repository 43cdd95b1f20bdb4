import type { Component } from '@slipway/packaging'

/** A runtime package: its licence is permissive, so it owes nobody its sources. */
export function plan(): Component {
  return { component: 'runtime', sources: [] }
}
