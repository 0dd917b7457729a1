/**
 * What jest keeps beside each test to know whose an error is, for tests that run one after the other: a variable in
 * place of Node's AsyncLocalStorage. While one of those is in use, Node 20 does book-keeping for every promise that is
 * made anywhere: a fifth to a quarter of the processor time of tests that use the store.
 */
const hooks = require('node:async_hooks');

const { AsyncLocalStorage } = hooks;

class SerialContext {
  getStore() {
    return this.store;
  }

  /** Holds until what was called has returned, or until its promise is settled. */
  run(store, called, ...args) {
    const outer = this.store;
    const end = () => {
      this.store = outer;
    };
    this.store = store;
    let returned;
    try {
      returned = called(...args);
    } catch (error) {
      end();
      throw error;
    }
    if (typeof returned?.then !== 'function') {
      end();
      return returned;
    }
    return returned.then(
      (value) => {
        end();
        return value;
      },
      (error) => {
        end();
        throw error;
      },
    );
  }
}

/** From here to `restore`, whoever loads the class is given the variable: jest does so when it begins a file. */
module.exports = {
  SerialContext,
  substitute() {
    hooks.AsyncLocalStorage = SerialContext;
  },
  restore() {
    hooks.AsyncLocalStorage = AsyncLocalStorage;
  },
};
