/** SQLite has no booleans and gives 0 or 1 back; read them with `Boolean`. */
export type Flag = boolean;
