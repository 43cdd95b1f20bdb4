import { gunzipSync } from 'node:zlib'

/** A PE file of one section that returns at once, signed by osslsigncode with a certificate of its own (P-256, SHA-256). */
export const signed = gunzipSync(
  Buffer.from(
    [
      'H4sIAAAAAAACA/ONYiAbOABxgCsDQ0obI4r4BwYlBm4mNMUCCG2MMD5QDRsDRC+MZlCAiCdJMjAwE+kOAWIUsQDdysxAM6BXklpRAg0TmN8Y0MIA6LUEhkEG',
      'DjOMgpEMwHmCiYnBoInZgY1Tq82j7TsvIzvTgiZmQ6CQLhMjoyG/AS8bZ0KbB2MqMwsTIyuDQSUblzYbIwtjkzkTI8uCbINMAxMkEX4DNWYm9oYFCovkGmQY',
      'bMDQnyGJoZghnyGHIZWhBIjtQNDAEM1gFgWT8nc8K8TyurL2NG42seo94GSSa3NxEYM1378zDxT+LPy2oImxwqCJsQSIpRcwMzEyMYkYOzxvz1pgw73vQcOp',
      '7QoK/1r2uTYYcLFxAL1yzpaFmcmA35DXgJuNOZSFmYelJLW4xEBBnNfIzNDQyNDQxNTQwDRKgt/IEChgYGQBFcDUEmkgzMYONpGJEWo0MyM7sxMDS1pEuVBa',
      'xOq1M/qb20XD+gp/ZvzxjSxo7VxX2vnS+tnn7OiJUxeZTu/wKr5jHPnDWmf1tMtqC5hlDv/Tkje1KmU/sHJxsEGggSzQLlk+FjEWkejQjllMpdft8rd1ft4v',
      '215bwSwSZCAPklZmkTAQa8CugB+kQJiR8T8LqwEzkEL2P7M7g4ELk0INe+6xGYvn6gef6Z78ev8nUV5ZYeXerZbWB8+ET6zxUdBlUmB5w9F5c47XdLbyltL1',
      'zUt/TGpi9zbzVD+55b/dPkb5X7aGTYxywHCXAiYJA3WMIMIREagRvKCxw0ASnso4mQ15kFOSgQxCitWQHy2WgLIItdyGfAbIekUN9BF6WQyVWBRCu7tsin4/',
      'tOM8bvvM9MKlS4m3zxxcE8w1t/mnruQPcZ95yEHE4gYKIYVL1Ta7XUVEFC9pP77o3Ol8yjmTi/N1yKUpy1Y7bwvcVMukIBiVturKqml5bNY/vKbd6v/5QJ5l',
      '7pqTtWYPHYLyU13itED5CQBO7lNSUAcAAA==',
    ].join(''),
    'base64',
  ),
)
