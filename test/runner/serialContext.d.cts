export declare class SerialContext<Store> {
  getStore(): Store | undefined;
  run<Returned>(store: Store, called: () => Returned): Returned;
}
export declare function substitute(): void;
export declare function restore(): void;
