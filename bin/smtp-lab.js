#!/usr/bin/env node
const { load } = require('./modules.js');
void load('main.js')
  .main()
  .then((code) => {
    process.exitCode = code;
  });
