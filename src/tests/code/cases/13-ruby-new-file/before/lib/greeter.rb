class Greeter
  def greet(name)
    puts "Hello #{nmae}"
  end
end
