// Starts the built program as if it were installed: started by bin/cf-aig.js in the checkout, it suggests `npx cf-aig`.
await import(new URL('../../bin/cf-aig.js', import.meta.url).href);
