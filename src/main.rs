//! `grants`: arguments in, exit status out.

fn main() -> std::process::ExitCode {
    grants::cli::main()
}
