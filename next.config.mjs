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
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
};
