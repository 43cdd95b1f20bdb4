const passing: readonly RegExp[] = [
  /(?:status(?: code)?|StatusCode|HTTP)[^0-9\n]{0,60}\b(?:408|429|50[0234]|52[0-9])\b/i,
  /toomanyrequests|too many requests/i,
  /connection reset|broken pipe|connection refused|use of closed network connection|unexpected EOF|: EOF\b/i,
  /i\/o timeout|TLS handshake timeout|deadline exceeded|Client\.Timeout|temporary failure in name resolution|server misbehaving/i,
  // A registry behind a load balancer that lost the upload.
  /blob upload (?:unknown|invalid)/i,
]

/**
 * Whether what skopeo, buildah, podman or docker say of a registry may be different next time. They share one library, which does
 * not tell it by an exit code, and whose own retries leave out 500, 502 and 503.
 */
export function isPassingMessage(text: string): boolean {
  return passing.some((pattern) => pattern.test(text))
}
