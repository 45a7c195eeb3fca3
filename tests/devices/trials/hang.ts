// A driver that never answers.
await new Promise(() => setTimeout(() => {}, 60_000));
