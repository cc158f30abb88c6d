import { createServer } from 'node:http';

/** Serves on a free loopback port, and says which. */
export function serve(app) {
  const server = createServer(app);
  server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
  endWithInput();
}

/** Ends when nobody holds the standard input any more: a test that was killed leaves no server behind. */
export function endWithInput() {
  process.stdin.on('end', () => process.exit(0)).resume();
}
