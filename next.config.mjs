/** @type {import('next').NextConfig} */
export default {
  // Native packages are loaded by Node itself: a bundler cannot carry their binaries.
  serverExternalPackages: [
    '@duckdb/node-api',
    'onnxruntime-node',
    'postgres',
    'pg',
    'graphile-worker',
    'apache-arrow',
    'protobufjs',
  ],
  // `npm test` checks types, over everything and once; a user's first start need not.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
};
