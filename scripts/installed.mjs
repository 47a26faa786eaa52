// Starts the built program as if it were installed: started by bin/cf-aig.js, it suggests `node bin/cf-aig.js` in its texts.
await import(new URL('../bin/cf-aig.js', import.meta.url).href);
